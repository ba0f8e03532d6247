// A clock that runs: hours and minutes since a moment, counted on from the seconds that the server wrote.

export function runClock(clock: HTMLElement): void {
  const at = Number(clock.dataset.clock);
  const [hours, minutes] = ['hours', 'minutes'].map(part => clock.querySelector(`[data-part=${part}]`));
  if (!hours || !minutes) return;
  const tick = (): void => {
    const seconds = Math.floor(at + performance.now() / 1000);
    hours.textContent = String(Math.floor(seconds / 3600));
    minutes.textContent = String(Math.floor(seconds / 60) % 60).padStart(2, '0');
  };
  setInterval(tick, 5000);
}
