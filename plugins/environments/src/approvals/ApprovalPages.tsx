import { Route, Routes } from 'react-router-dom';
import { ApprovalPage } from './ApprovalPage';
import { ApprovalsPage } from './ApprovalsPage';

/** The pages below `/approvals`; their paths are those of `routes.ts`. */
export function ApprovalPages() {
  return (
    <Routes>
      <Route index element={<ApprovalsPage />} />
      <Route path=":digest" element={<ApprovalPage />} />
    </Routes>
  );
}
