import { fireEvent, render, screen } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { AnswerNote } from './AnswerNote';

function renderNote(of: Partial<ComponentProps<typeof AnswerNote>['of']>) {
  const refetch = jest.fn();
  const { container } = render(
    <MemoryRouter>
      <AnswerNote
        of={{ data: undefined, error: null, dataUpdatedAt: 0, refetch, ...of }}
        what="The boats could not be listed"
      />
    </MemoryRouter>,
  );
  return { container, refetch };
}

it('says nothing while there is nothing to say', () => {
  expect(renderNote({}).container).toBeEmptyDOMElement();
  expect(renderNote({ data: [] }).container).toBeEmptyDOMElement();
});

it('says why there is no answer, and asks again when told to', () => {
  const { refetch } = renderNote({ error: new Error('The harbour is closed') });
  const note = screen.getByRole('alert');
  expect(note).toHaveTextContent('The boats could not be listed');
  expect(note).toHaveTextContent('The harbour is closed');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(refetch).toHaveBeenCalledTimes(1);
});

it('says how old the answer is that could not be asked for again, be it empty', () => {
  renderNote({
    data: null,
    error: new Error('The harbour is closed'),
    dataUpdatedAt: Date.now() - 5 * 60_000,
  });
  expect(screen.getByRole('status')).toHaveTextContent(/5 min/);
  expect(screen.queryByRole('alert')).toBeNull();
});
