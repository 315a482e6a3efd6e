/// <reference types="vite/client" />

/** Of the library that programs import, so that a browser keeps none from an earlier build. */
declare const BUILD: string;
