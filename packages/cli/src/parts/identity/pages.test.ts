import fc from 'fast-check';
import { escapeHtml, renderChooserPage, renderErrorPage } from './pages';

const PERSON = {
  id: 'amara.okafor',
  name: 'Amara Okafor',
  email: 'amara.okafor@larkfield.example',
  jobTitle: 'Backend engineer',
  groups: ['checkout-team'],
};

const ORGANIZATION = {
  people: [PERSON],
  teams: [{ id: 'checkout-team', title: 'Checkout team', people: [PERSON] }],
};

describe('escapeHtml', () => {
  it('leaves nothing that could end a text or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
        expect(escapeHtml(text).replace(/&(amp|lt|gt|quot|#39);/g, '')).toBe(
          text.replace(/[&<>"']/g, ''),
        );
      }),
    );
  });
});

describe('renderChooserPage', () => {
  const page = {
    uid: 'u',
    organization: ORGANIZATION,
    portalUrl: 'http://localhost:7007',
  };

  it('shows everyone by team, and who is signed in', () => {
    const html = renderChooserPage({ ...page, current: 'amara.okafor' });
    expect(html).toContain('Checkout team');
    expect(html).toContain('value="amara.okafor"');
    expect(html).toContain('Backend engineer');
    expect(html).toContain('Signed in now');
    expect(html).not.toContain('<script');
  });

  it('says what to do when there is nobody', () => {
    expect(
      renderChooserPage({ ...page, organization: { people: [], teams: [] } }),
    ).toContain('examples/org');
  });

  it('carries no markup of what was typed', () => {
    fc.assert(
      fc.property(fc.string(), typed => {
        const html = renderChooserPage({
          ...page,
          notFound: `<b>${typed}`,
        });
        expect(html).not.toContain('<b><b>');
        expect(html).toContain('role="alert"');
        expect(html).toContain('&lt;b&gt;');
      }),
    );
  });
});

describe('renderErrorPage', () => {
  it('says what, why, the way back and the code', () => {
    const html = renderErrorPage({
      title: 'You could not be signed in',
      reason: 'because <of> this',
      code: 'access_denied',
      portalUrl: 'http://localhost:7007',
    });
    expect(html).toContain('because &lt;of&gt; this');
    expect(html).toContain('href="http://localhost:7007"');
    expect(html).toContain('<code>access_denied</code>');
  });
});
