import { useShadowRoot } from '@backstage/plugin-techdocs-react';
import { useEffect } from 'react';

/** TechDocs sets docs at 70 % on a phone, where one would have to zoom. */
const CSS = `
@media screen and (max-width: 600px) {
  :host > * { --md-typeset-font-size: 0.9375rem; }
}`;

/** Draws nothing; sets the size of the text of docs on narrow screens. */
export function ReadableOnPhones() {
  const root = useShadowRoot();
  useEffect(() => {
    if (!root) {
      return undefined;
    }
    // Not an element: what is below the root is replaced with each page.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter(
        other => other !== sheet,
      );
    };
  }, [root]);
  return null;
}
