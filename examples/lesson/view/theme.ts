/** The button for light and dark: the system's choice until the reader makes one, which is kept. */
import { element, setText } from './element.ts';

const KEY = 'rushlight-theme';

/** Storage may be refused: then the choice lasts as long as the page. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // the page looks right all the same
  }
}

export function offerTheme(): void {
  const button = element('theme', HTMLButtonElement);
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const isDark = (): boolean => (root.dataset['theme'] ? root.dataset['theme'] === 'dark' : system.matches);
  const name = (): void => setText(button, isDark() ? 'Light' : 'Dark');
  const stored = kept();
  if (stored === 'light' || stored === 'dark') root.dataset['theme'] = stored;
  button.addEventListener('click', () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark';
    keep(root.dataset['theme']);
    name();
  });
  system.addEventListener('change', name);
  name();
}
