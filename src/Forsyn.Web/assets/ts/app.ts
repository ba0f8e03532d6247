// Everything works without this file.
import { watchBasket } from './basket';
import { runClock } from './clock';
import { follow } from './live';

/** A form is sent once: a second press while the first is on its way does nothing. */
function sendOnce(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method !== 'post') return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'true';
}

/** Back in history shows the page as it was left: its forms may be sent again. */
function sendAgain(): void {
  document.querySelectorAll<HTMLFormElement>('form[data-sent]').forEach(form => { delete form.dataset.sent; });
}

document.addEventListener('submit', sendOnce);
addEventListener('pageshow', sendAgain);


/** What only a script can do is shown only where there is one. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
document.querySelectorAll<HTMLFormElement>('form[data-island=basket]').forEach(watchBasket);
document.querySelectorAll<HTMLElement>('[data-clock]').forEach(runClock);
document.querySelectorAll<HTMLElement>('[data-live]').forEach(follow);
