// Figures that follow the stock: an event names each figure and what it is now. The stream is closed while nobody
// looks, and a line that breaks is tried again after longer and longer pauses.

const FIRST = 2_000, LONGEST = 120_000;

export function follow(place: HTMLElement): void {
  const address = place.dataset.live;
  const said = place.querySelector<HTMLElement>('[data-live-status]');
  if (!address || !said) return;
  let stream: EventSource | undefined;
  let timer: number | undefined;
  let pause = FIRST;

  const show = (event: MessageEvent<string>): void => {
    const figures = JSON.parse(event.data) as Record<string, string>;
    let changed = 0;
    for (const cell of place.querySelectorAll<HTMLElement>('[data-figure]')) {
      const figure = figures[cell.dataset.figure ?? ''];
      const text = cell.querySelector<HTMLElement>('a') ?? cell;
      if (figure === undefined || text.textContent?.trim() === figure) continue;
      text.textContent = figure;
      cell.classList.add('changed');
      changed++;
    }
    if (changed > 0) said.textContent = (said.dataset.changed ?? '').replace('{time}', new Date().toLocaleTimeString(
      document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }));
  };

  const open = (): void => {
    clearTimeout(timer);
    if (stream || document.hidden) return;
    stream = new EventSource(address);
    stream.addEventListener('figures', show);
    stream.addEventListener('beat', () => { pause = FIRST; });
    stream.addEventListener('open', () => { place.dataset.following = 'true'; });
    // The browser would try again at once and for ever; here each try waits twice as long as the one before.
    stream.addEventListener('error', () => {
      close();
      timer = window.setTimeout(open, pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 2, LONGEST);
    });
  };

  const close = (): void => {
    clearTimeout(timer);
    stream?.close();
    stream = undefined;
    delete place.dataset.following;
  };

  document.addEventListener('visibilitychange', () => { if (document.hidden) close(); else open(); });
  addEventListener('pagehide', close);
  addEventListener('pageshow', open);
  timer = window.setTimeout(open, 1_500); // the page comes first
}
