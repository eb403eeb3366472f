import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { tablesOf } from '@cairn/plugin-portal-node';

export const { openDatabase, migrate, rollBack } = tablesOf(
  resolvePackagePath('@cairn/plugin-cost-backend', 'migrations'),
);
