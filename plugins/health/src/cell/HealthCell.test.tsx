import { refusal } from '@cairn/plugin-portal-react/testing';
import { screen, waitFor } from '@testing-library/react';
import { FakeHealth } from '../../dev/FakeHealth';
import { ago, degraded, healthOf } from '../../dev/health';
import {
  FakeSignals,
  renderWithHealth,
} from '../__testUtils__/renderWithHealth';
import { HealthCell } from './HealthCell';
import { HealthReason } from './HealthReason';

const refs = (count: number) =>
  Array.from({ length: count }, (_, index) => `component:default/s${index}`);

describe('HealthCell', () => {
  let fake: FakeHealth;

  beforeEach(() => {
    fake = new FakeHealth();
  });

  function renderCells(entityRefs: string[], signals = new FakeSignals()) {
    return renderWithHealth(
      <ul>
        {entityRefs.map(entityRef => (
          <li key={entityRef}>
            <HealthCell entityRef={entityRef} />{' '}
            <HealthReason entityRef={entityRef} otherwise="a service" />
          </li>
        ))}
      </ul>,
      { fake, signals },
    );
  }

  it('asks once for all rows, a hundred at a time', async () => {
    const many = refs(230);
    fake.entities = many.map(entityRef => healthOf(entityRef));
    renderCells(many);

    await waitFor(() =>
      expect(screen.getAllByText('Healthy')).toHaveLength(230),
    );
    expect(fake.asked.map(asked => asked.length)).toEqual([100, 100, 30]);
    expect(new Set(fake.asked.flat()).size).toBe(230);
  });

  it('says nothing of what runs nowhere, and why of what is not healthy', async () => {
    const [healthy, broken, nowhere] = refs(3);
    fake.entities = [
      healthOf(healthy),
      healthOf(broken, { verdict: degraded }),
    ];
    renderCells([healthy, broken, nowhere]);

    await screen.findByText('Healthy');
    expect(screen.getAllByRole('listitem').map(row => row.textContent)).toEqual(
      ['Healthy a service', `Degraded ${degraded.message}`, '– a service'],
    );
  });

  it('asks again only for the rows that changed', async () => {
    const [one, other] = refs(2);
    fake.entities = [healthOf(one), healthOf(other)];
    const signals = new FakeSignals();
    renderCells([one, other], signals);
    await waitFor(() => expect(screen.getAllByText('Healthy')).toHaveLength(2));

    fake.entities = [healthOf(one), healthOf(other, { verdict: degraded })];
    signals.changed(other, 'component:default/not-shown');

    expect(await screen.findByText('Degraded')).toBeVisible();
    expect(fake.asked).toEqual([[one, other], [other]]);
    expect(signals.listeners).toBe(1);
  });

  it('never shows as healthy what is old or could not be read', async () => {
    const [old] = refs(1);
    fake.entities = [healthOf(old, { observedAt: ago(10 * 60_000) })];
    const { unmount } = renderCells([old]);
    expect(await screen.findByText('Was healthy')).toBeVisible();
    unmount();

    fake.refuse = await refusal(500, { name: 'Error', message: 'Broken.' });
    renderCells([old]);
    expect(
      await screen.findByTitle('It could not be read: Broken.'),
    ).toHaveTextContent('Unknown');
  });
});
