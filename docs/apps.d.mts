/** The folder of the project. */
export const root: string;
/** Those of the pages of their own that are there. */
export const apps: { path: string; title: string; from: string; prepare: string[] }[];
