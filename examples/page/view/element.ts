/** The page's elements by id. */

/** @throws {Error} if the page has no such id, or the element is of another kind. */
export function element<T extends Element>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`expected a ${kind.name} with id '${id}'`);
  return found;
}

export const button = (id: string): HTMLButtonElement => element(id, HTMLButtonElement);

/** Sets an element's text; touches the document only if the text changes. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
