import { Route, Routes } from 'react-router-dom';
import { ChangePage } from './change/ChangePage';
import { ClassesPage } from './classes/ClassesPage';
import { ClassPage } from './classes/ClassPage';
import { DestroyPage } from './environment/DestroyPage';
import { EnvironmentPage } from './environment/EnvironmentPage';
import { LedgerPage } from './ledger/LedgerPage';
import { EnvironmentsPage } from './list/EnvironmentsPage';
import { OrphansPage } from './orphans/OrphansPage';
import { PlanPage } from './plan/PlanPage';
import { WayPage } from './plan/WayPage';
import { RunPage } from './run/RunPage';
import { UpgradesPage } from './upgrades/UpgradesPage';
import { NewEnvironmentPage } from './wizard/NewEnvironmentPage';

/** The pages below `/environments`; their paths are those of `routes.ts`. */
export function Pages() {
  return (
    <Routes>
      <Route index element={<EnvironmentsPage />} />
      <Route path="new" element={<NewEnvironmentPage />} />
      <Route path="classes" element={<ClassesPage />} />
      <Route path="classes/:class" element={<ClassPage />} />
      <Route path="classes/:class/upgrades" element={<UpgradesPage />} />
      <Route path="orphans" element={<OrphansPage />} />
      <Route path="ledger" element={<LedgerPage />} />
      <Route path="plans/:digest" element={<PlanPage />} />
      <Route path=":name" element={<EnvironmentPage />} />
      <Route path=":name/change" element={<ChangePage />} />
      <Route path=":name/hibernate" element={<WayPage way="hibernate" />} />
      <Route path=":name/wake" element={<WayPage way="wake" />} />
      <Route path=":name/repair" element={<WayPage way="repair" />} />
      <Route path=":name/upgrade" element={<WayPage way="upgrade" />} />
      <Route path=":name/accept" element={<WayPage way="accept" />} />
      <Route path=":name/destroy" element={<DestroyPage />} />
      <Route path=":name/runs/:id" element={<RunPage />} />
    </Routes>
  );
}
