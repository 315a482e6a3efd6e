/** Marks the stage that is being read in the list of stages. */

export function markPlaces(): void {
  const links = new Map([...document.querySelectorAll<HTMLAnchorElement>('nav a')].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        for (const [id, link] of links) {
          if (id === target.id) link.setAttribute('aria-current', 'step');
          else link.removeAttribute('aria-current');
        }
      }
    },
    // a line at a third of the window
    { rootMargin: '-33% 0px -66% 0px' },
  );
  for (const section of document.querySelectorAll('#story > section')) seen.observe(section);
}
