import { refusal } from '@cairn/plugin-portal-react/testing';
import { screen } from '@testing-library/react';
import { FakeCost } from '../../dev/FakeCost';
import { renderCost } from '../__testUtils__/renderCost';
import { CostCell } from './CostCell';

describe('CostCell', () => {
  it('asks once for all cells, marks what is over its budget and what is made up', async () => {
    const fake = new FakeCost(new Date('2026-11-22T14:30:00Z'));
    renderCost(
      <ul>
        {fake.things.map(({ ref }) => (
          <li key={ref} aria-label={ref}>
            <CostCell entityRef={ref} />
          </li>
        ))}
        <li aria-label="hidden">
          <CostCell entityRef="component:default/hidden" />
        </li>
      </ul>,
      fake,
    );
    const row = (name: string) =>
      screen.getByRole('listitem', { name: new RegExp(name) });

    expect(
      await screen.findAllByRole('img', { name: /ver budget$/ }),
    ).not.toHaveLength(0);
    expect(row('cart-api')).toHaveTextContent(/^\$\d+\.\d\dsample$/);
    expect(row('search-indexer')).toHaveTextContent(/^\$0$/);
    expect(row('loyalty-api')).toHaveTextContent(/^unknown$/);
    expect(row('hidden')).toHaveTextContent(/^unknown$/);
    expect(fake.batches).toHaveLength(1);
    expect(fake.batches[0]).toHaveLength(fake.things.length + 1);
  });

  it('is unknown, with the reason, where the server does not answer', async () => {
    const fake = new FakeCost();
    fake.error = await refusal(403, {
      name: 'NotAllowedError',
      message: 'Not yours.',
    });
    renderCost(<CostCell entityRef="component:default/cart-api" />, fake);
    expect(await screen.findByText('unknown')).toHaveAttribute(
      'title',
      'It could not be asked for: Not yours.',
    );
  });
});
