import { seriousFindings } from '@cairn/plugin-portal-react/testing';
import { screen } from '@testing-library/react';
import { FakePipelines } from '../../dev/FakePipelines';
import { renderOfEntity } from '../__testUtils__/renderTab';
import { PipelineCard } from './PipelineCard';

describe('PipelineCard', () => {
  it('says how the last run is, and which went well before', async () => {
    const fake = new FakePipelines();
    fake.runs = fake.runs.filter(({ id }) => ['22', '21'].includes(id));
    const { container } = renderOfEntity(<PipelineCard />, { fake });

    expect(
      await screen.findByRole('link', {
        name: 'feat: count what is in the cart',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/cart-api/pipelines/22',
    );
    expect(screen.getByText('Failed')).toBeInTheDocument();
    expect(screen.getByText('Last that succeeded on main')).toBeInTheDocument();
    expect(await seriousFindings(container)).toEqual([]);
  });

  it('says that nothing ran', async () => {
    const fake = new FakePipelines();
    fake.runs = [];
    renderOfEntity(<PipelineCard />, { fake });

    expect(await screen.findByText(/^Nothing ran yet/)).toBeInTheDocument();
  });
});
