import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { REPOSITORY_ANNOTATION } from '@cairn/plugin-pipelines-common';
import { Route, Routes } from 'react-router-dom';
import { RunPage } from './run/RunPage';
import { NoRepository } from './runs/NoRuns';
import { RunsPage } from './runs/RunsPage';

/** The tab of a service: its runs, and one of them. */
export function PipelinesTab() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { name, title = name, annotations } = entity.metadata;
  const repository = annotations?.[REPOSITORY_ANNOTATION];
  if (!repository) return <NoRepository title={title} />;
  return (
    <Routes>
      <Route
        index
        element={
          <RunsPage
            entityRef={entityRef}
            title={title}
            repository={repository}
          />
        }
      />
      <Route
        path=":id"
        element={<RunPage entityRef={entityRef} title={title} />}
      />
    </Routes>
  );
}
