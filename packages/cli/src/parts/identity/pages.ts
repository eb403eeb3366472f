import type { Organization, Person } from './organization';
import { MARK, STYLE, STYLE_HASH } from './style';

/** What the chooser shows. */
export interface ChooserPage {
  /** Of the sign-in that is going on. */
  uid: string;
  organization: Organization;
  /** Id of the person who is signed in now. */
  current?: string;
  portalUrl: string;
  /** What was typed and could not be matched to one person. */
  notFound?: string;
}

/** What an error page says: what, why, what to do, and the code to quote. */
export interface ErrorPage {
  title: string;
  reason: string;
  code: string;
  portalUrl: string;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe to stand in HTML, also between quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '');
}

/** Headers of every page: no script, no foreign content, not in a frame, not kept. */
export function pageHeaders(clients: string[]): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    // The form ends in a redirect to who asked, which form-action covers too.
    'Content-Security-Policy': `default-src 'none'; style-src '${STYLE_HASH}'; form-action 'self' ${clients.join(
      ' ',
    )}; frame-ancestors 'none'; base-uri 'none'`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  };
}

function layout(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Cairn</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(word => word !== '');
  const [first = '?'] = words;
  const last = words.length > 1 ? words[words.length - 1] : '';
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}

function renderPerson(person: Person, current: string | undefined): string {
  const title = person.jobTitle
    ? `<span>${escapeHtml(person.jobTitle)}</span>`
    : '';
  const here =
    person.id === current ? '<span class="here">Signed in now</span>' : '';
  return `<li><button class="person" name="person" value="${escapeHtml(
    person.id,
  )}"><span class="initials" aria-hidden="true">${escapeHtml(
    initialsOf(person.name),
  )}</span><span class="who"><b>${escapeHtml(
    person.name,
  )}</b>${title}<span>${escapeHtml(
    person.email,
  )}</span></span>${here}</button></li>`;
}

/** Who do you want to be: everyone of the example company, by team. Works without scripts. */
export function renderChooserPage(page: ChooserPage): string {
  const { organization, current } = page;
  const action = `/interaction/${encodeURIComponent(page.uid)}`;
  const error =
    page.notFound === undefined
      ? ''
      : `<p class="error" id="not-found" role="alert">${
          page.notFound.trim() === ''
            ? 'Type a name or an email, or choose somebody below.'
            : `“${escapeHtml(
                page.notFound.trim(),
              )}” is not one person here. Type more of the name, or choose somebody below.`
        }</p>`;
  const people = [...organization.people].sort((a, b) =>
    a.name.localeCompare(b.name, 'en'),
  );
  const search = `<form class="search" method="post" action="${action}">
<label>Name or email<input name="person" list="people" autocomplete="off" autofocus required${
    page.notFound === undefined
      ? ''
      : ` aria-invalid="true" aria-describedby="not-found" value="${escapeHtml(
          page.notFound,
        )}"`
  }></label>
<datalist id="people">${people
    .map(
      person =>
        `<option value="${escapeHtml(person.email)}">${escapeHtml(
          person.name,
        )}</option>`,
    )
    .join('')}</datalist>
<button class="primary">Sign in</button>
</form>`;
  const teams = organization.teams
    .map(
      (team, index) =>
        `<section aria-labelledby="team-${index}"><h2 id="team-${index}">${escapeHtml(
          team.title,
        )}</h2><ul>${team.people
          .map(person => renderPerson(person, current))
          .join('')}</ul></section>`,
    )
    .join('\n');
  const everyone =
    people.length === 0
      ? `<p>There is nobody to be: no user with an email was found in <code>examples/org</code>. Add one there and load this page again.</p>`
      : `${search}
<form method="post" action="${action}"><div class="teams">${teams}</div></form>`;
  return layout(
    'Choose who you are',
    `<main>
<header>${MARK}<div><h1>Choose who you are</h1>
<p class="muted">Local identity provider: sign in as anyone of the example company. No password.</p>
<span class="badge">Loopback only</span></div></header>
${error}
${everyone}
<form method="post" action="${action}/cancel"><footer><button class="plain">Cancel</button><span>Never use this provider for real people: configure your company’s under <code>auth.providers.oidc</code>.</span></footer></form>
</main>`,
  );
}

/** What happened, why, and the way back. */
export function renderErrorPage(page: ErrorPage): string {
  return layout(
    page.title,
    `<main class="narrow">
<header>${MARK}<div><h1>${escapeHtml(
      page.title,
    )}</h1><p class="muted">${escapeHtml(page.reason)}</p></div></header>
<p>Go back to Cairn and sign in again. If it happens again, quote <code>${escapeHtml(
      page.code,
    )}</code>.</p>
<p><a class="primary" href="${escapeHtml(page.portalUrl)}">Back to Cairn</a></p>
</main>`,
  );
}

/** For those who open the provider's address by hand. */
export function renderInfoPage(portalUrl: string): string {
  return layout(
    'Local identity provider',
    `<main class="narrow">
<header>${MARK}<div><h1>Local identity provider</h1><p class="muted">Signs you in to Cairn as anyone of the example company. Loopback only.</p></div></header>
<p>You get here from Cairn’s sign-in page. Its description for programs: <code>/.well-known/openid-configuration</code>.</p>
<p><a class="primary" href="${escapeHtml(portalUrl)}">Open Cairn</a></p>
</main>`,
  );
}
