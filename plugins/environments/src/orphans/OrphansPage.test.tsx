import { screen } from '@testing-library/react';
import { seriousFindings } from '@cairn/plugin-portal-react/testing';
import { FakeEnvironments } from '../../dev/FakeEnvironments';
import { fill } from '../../dev/lifecycle';
import { renderPages } from '../__testUtils__/renderPages';

describe('OrphansPage', () => {
  it('says why each is one, and offers a plan where there can be one', async () => {
    const fake = new FakeEnvironments();
    fill(fake, []);
    const { container } = renderPages('/orphans', fake);

    expect(await screen.findByText('old-demo-disk')).toBeVisible();
    expect(
      screen
        .getAllByRole('link', { name: /^Plan to destroy/ })
        .map(link => link.getAttribute('href')),
    ).toEqual(['/environments/old-demo/destroy?id=5f0c2a1e-old-demo']);
    expect(screen.getByText(/was never here/)).toBeVisible();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('says that there are none', async () => {
    renderPages('/orphans', new FakeEnvironments());

    expect(await screen.findByText('There are no orphans')).toBeVisible();
  });
});
