import { createQueryClient, QueriesProvider } from '@cairn/plugin-portal-react';
import { useState, type ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { GoldenPathsPage } from './choose/GoldenPathsPage';
import { TaskPage } from './tasks/TaskPage';
import { TasksPage } from './tasks/TasksPage';
import { WizardPage } from './wizard/WizardPage';

function Cached({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return <QueriesProvider client={client}>{children}</QueriesProvider>;
}

/** Below `/create/templates`. */
export function GoldenPathPages() {
  return (
    <Cached>
      <Routes>
        <Route index element={<GoldenPathsPage />} />
        <Route path=":namespace/:templateName" element={<WizardPage />} />
      </Routes>
    </Cached>
  );
}

/** Below `/create/tasks`. */
export function TaskPages() {
  return (
    <Cached>
      <Routes>
        <Route index element={<TasksPage />} />
        <Route path=":taskId" element={<TaskPage />} />
      </Routes>
    </Cached>
  );
}
