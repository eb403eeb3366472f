const escapes = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe to stand in HTML, in elements and in quoted attributes. */
export function escapeHtml(text) {
  return String(text).replace(/[&<>"']/g, character => escapes[character]);
}

/** Cents as euros, the way the market's shoppers write them: 2350 → "23,50 €". */
export function euros(cents) {
  return `${(cents / 100).toFixed(2).replace('.', ',')} €`;
}

/** A whole page around `body`, which is HTML. */
export function page(title, body) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${escapeHtml(title)} · Larkfield</title>
  </head>
  <body><main><h1>${escapeHtml(title)}</h1>${body}</main></body>
</html>`;
}

/** What is in season, as a list of links to the products. */
export function seasonPage(products) {
  const items = products
    .map(
      ({ sku, name, unitPriceCents, unit }) =>
        `<li><a href="/p/${encodeURIComponent(sku)}">${escapeHtml(
          name,
        )}</a> ${euros(unitPriceCents)} per ${escapeHtml(unit)}</li>`,
    )
    .join('');
  return page(
    'In season near you',
    items
      ? `<ul>${items}</ul>`
      : '<p>Nothing is in season near you this week.</p>',
  );
}
