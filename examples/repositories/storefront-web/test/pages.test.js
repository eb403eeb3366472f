import assert from 'node:assert/strict';
import test from 'node:test';
import { escapeHtml, euros, seasonPage } from '../src/pages.js';

test('names from producers cannot bring markup into the page', () => {
  const html = seasonPage([
    {
      sku: 'x',
      name: '<script>alert(1)</script>',
      unit: 'piece',
      unitPriceCents: 1,
    },
  ]);
  assert.ok(!html.includes('<script>'));
});

test('an empty season says so', () => {
  assert.match(seasonPage([]), /Nothing is in season/);
});

test('prices and escapes', () => {
  assert.equal(euros(2350), '23,50 €');
  assert.equal(escapeHtml(`"a" & 'b'`), '&quot;a&quot; &amp; &#39;b&#39;');
});
