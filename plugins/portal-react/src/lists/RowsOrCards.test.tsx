import { Cell, CellText, Text, type ColumnConfig } from '@backstage/ui';
import { act, render, screen, within } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { seriousFindings } from '../testing';
import { RowsOrCards } from './RowsOrCards';

interface Boat {
  id: string;
  state: string;
}

const COLUMNS: Array<ColumnConfig<Boat>> = [
  {
    id: 'id',
    label: 'Name',
    isRowHeader: true,
    cell: ({ id }) => <CellText title={id} />,
  },
  { id: 'state', label: 'State', cell: ({ state }) => <Cell>{state}</Cell> },
];

function renderBoats(
  props: Partial<ComponentProps<typeof RowsOrCards<Boat>>> = {},
) {
  return render(
    <MemoryRouter>
      <RowsOrCards
        label="Boats"
        items={[
          { id: 'heron', state: 'Afloat' },
          { id: 'tern', state: 'Ashore' },
        ]}
        columns={COLUMNS}
        hrefOf={({ id }) => `/boats/${id}`}
        cardOf={({ id, state }) => ({
          title: id,
          mark: <Text>{state}</Text>,
          body: <Text>{`The ${id} of the harbour`}</Text>,
        })}
        pagination={{ type: 'none' }}
        {...props}
      />
    </MemoryRouter>,
  );
}

let wide = true;
const resized = new Set<() => void>();
const { matchMedia } = window;
Object.defineProperty(window, 'matchMedia', {
  value: (query: string) => ({
    ...matchMedia(query),
    get matches() {
      return wide;
    },
    addEventListener: (_: string, listener: () => void) => {
      resized.add(listener);
    },
  }),
});

function turn(to: { wide: boolean }) {
  wide = to.wide;
  act(() => resized.forEach(listener => listener()));
}

afterEach(() => turn({ wide: true }));

it('shows rows that lead to what they are about', async () => {
  const { container } = renderBoats();
  const row = screen.getByRole('row', { name: /heron/ });
  expect(within(row).getByText('Afloat')).toBeInTheDocument();
  expect(row).toHaveAttribute('data-href', '/boats/heron');
  expect(await seriousFindings(container)).toEqual([]);
});

it('shows cards where there is no room for rows', () => {
  turn({ wide: false });
  renderBoats();
  expect(screen.queryByRole('table')).toBeNull();
  const cards = within(screen.getByRole('list', { name: 'Boats' }));
  const card = within(cards.getAllByRole('listitem')[1]);
  expect(card.getByRole('link', { name: 'tern' })).toHaveAttribute(
    'href',
    '/boats/tern',
  );
  expect(card.getByText('Ashore')).toBeInTheDocument();
  expect(card.getByText('The tern of the harbour')).toBeInTheDocument();
});

it('says on a phone that it waits, and leads to the other pages', () => {
  turn({ wide: false });
  const { unmount } = renderBoats({ items: undefined });
  expect(
    screen.getByRole('list', { name: 'Loading boats' }),
  ).toBeInTheDocument();
  unmount();

  renderBoats({
    pagination: {
      type: 'page',
      pageSize: 5,
      offset: 0,
      totalCount: 12,
      hasNextPage: true,
      hasPreviousPage: false,
      onNextPage: () => {},
      onPreviousPage: () => {},
    },
  });
  expect(screen.getByText('1 - 5 of 12')).toBeInTheDocument();
});
