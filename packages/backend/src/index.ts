import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// Refuses to start with a configuration that is not safe. First, so that nothing else has begun.
backend.add(import('./startup'));

// Requests, each by a name that a person can quote
backend.add(import('./http'));

// The app itself
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

// Sign-in
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('./auth'));

// Permissions
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@cairn/plugin-permission-backend-module-policy'));

// Catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@cairn/plugin-catalog-backend-module-cairn'));

// Golden paths
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(import('@cairn/plugin-scaffolder-backend-module-cairn'));

// Documentation
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@cairn/plugin-techdocs-backend-module-cairn'));

// Search
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('./search'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

// Kubernetes, read only
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@cairn/plugin-kubernetes-backend-module-clusters'));

// What happens
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));

// Cairn
backend.add(import('@cairn/plugin-platform-backend'));
backend.add(import('@cairn/plugin-policy-backend'));
backend.add(import('@cairn/plugin-environments-backend'));
backend.add(import('@cairn/plugin-environments-backend-module-kubernetes'));
backend.add(import('@cairn/plugin-environments-backend-module-argocd'));
backend.add(import('@cairn/plugin-golden-paths-backend'));
backend.add(import('@cairn/plugin-pipelines-backend'));
backend.add(import('@cairn/plugin-pipelines-backend-module-gitea'));
backend.add(import('@cairn/plugin-health-backend'));
backend.add(import('@cairn/plugin-health-backend-module-kubernetes'));
backend.add(import('@cairn/plugin-health-backend-module-argocd'));
backend.add(import('@cairn/plugin-cost-backend'));
backend.add(import('@cairn/plugin-cost-backend-module-kubernetes'));
backend.add(import('@cairn/plugin-first-hour-backend'));

// Actions for agents
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.start();
