// The basket is judged anew while it is written: the form is sent as its button "check" sends it, and of the page that
// comes back the judgement is taken over. The rules are thus spoken by one template, with and without script.

const rest = 600; // milliseconds without a change before asking

/** Takes over an element of the new page where it differs, so that a screen reader is told only what is news. */
function takeOver(page: Document, id: string): void {
  const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
  if (old && fresh && old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML;
}

export function watchBasket(form: HTMLFormElement): void {
  let timer = 0;
  let asking: AbortController | undefined;

  async function ask(): Promise<void> {
    asking?.abort();
    asking = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    body.append('Action', 'check');
    try {
      const answer = await fetch(form.action, { method: 'POST', body, signal: asking.signal });
      if (!answer.ok || form.dataset.sent) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      takeOver(page, 'judgement');
      takeOver(page, 'verdict');
    } catch {
      // Without an answer the page stays as it is; the button asks again and says what is wrong.
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, rest);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    asking?.abort();
  });
}
