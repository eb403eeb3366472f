import { Route, Routes } from 'react-router-dom';
import { ClassesPage } from './classes/ClassesPage';
import { ClassPage } from './classes/ClassPage';
import { DestroyPage } from './environment/DestroyPage';
import { EnvironmentPage } from './environment/EnvironmentPage';
import { EnvironmentsPage } from './list/EnvironmentsPage';
import { RunPage } from './run/RunPage';
import { NewEnvironmentPage } from './wizard/NewEnvironmentPage';

/** The pages below `/environments`; their paths are those of `routes.ts`. */
export function Pages() {
  return (
    <Routes>
      <Route index element={<EnvironmentsPage />} />
      <Route path="new" element={<NewEnvironmentPage />} />
      <Route path="classes" element={<ClassesPage />} />
      <Route path="classes/:class" element={<ClassPage />} />
      <Route path=":name" element={<EnvironmentPage />} />
      <Route path=":name/destroy" element={<DestroyPage />} />
      <Route path=":name/runs/:id" element={<RunPage />} />
    </Routes>
  );
}
