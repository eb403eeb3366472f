// Generated from openapi.yaml by `yarn generate:openapi`. Change that file, not this one.

export interface paths {
  '/classes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The classes that environments can be made of. */
    get: operations['listClasses'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/classes/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getClass'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/plans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What a request would do. Writes nothing outside.
     * @description 400 where a field is wrong, 403 without `environment.plan`, 409 where a name is taken, 413 above 256 KiB, 503 where
     *     policy or a system that must be read does not answer.
     */
    post: operations['plan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/plans/{digest}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getPlan'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/plans/{digest}/apply': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Does what the plan says.
     * @description Plans again first. 409 `STALE_PLAN` with `changes` where the plan would not be the same; 409 where it has a conflict,
     *     is too old, or a name was taken meanwhile; 403 where policy denies, or without `environment.apply` (to destroy:
     *     `environment.destroy`). Repeated, it answers the same run.
     */
    post: operations['apply'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/environments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Environments that the caller may see, page by page. */
    get: operations['listEnvironments'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/environments/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Of those with that name the one that is not destroyed, else the last. */
    get: operations['getEnvironment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/environments/{name}/resources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['listResources'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/environments/{name}/resources/{itemId}/manifest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getManifest'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/environments/{name}/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['listRuns'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/runs/{id}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The run, live. */
    get: operations['watchRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Refusal: {
      error: {
        /** @description For example `InputError`, `ConflictError`, `NotAllowedError`, `STALE_PLAN`. */
        name: string;
        message: string;
        fields?: components['schemas']['FieldProblem'][];
        /** @description With `STALE_PLAN`, what changed, a sentence each. */
        changes?: string[];
      };
      response: {
        statusCode: number;
      };
    };
    FieldProblem: {
      /** @description For example `name`, `parameters.size`; `body` where it is the whole. */
      field: string;
      message: string;
    };
    EnvironmentClassSummary: {
      name: string;
      title: string;
      description: string;
      owner: string;
      /** @description Digest of the class's files. */
      version: string;
      /** @description JSON Schema of an object. */
      parameters: {
        [key: string]: unknown;
      };
      lifecycle: {
        ttlHours?: number;
        production: boolean;
      };
      budget?: {
        monthlyMicros: number;
        currency: string;
      };
      clusters: string[];
      components: {
        name: string;
        engine: string;
        needs: string[];
      }[];
    };
    PlanRequest:
      | components['schemas']['CreateRequest']
      | components['schemas']['DestroyRequest'];
    CreateRequest: {
      /** @constant */
      action: 'create';
      class: string;
      name: string;
      /** @description Entity ref of a group. */
      owner: string;
      /** @description Default: the first cluster of the class. */
      cluster?: string;
      parameters: {
        [key: string]: unknown;
      };
    };
    DestroyRequest: {
      /** @constant */
      action: 'destroy';
      environment: string;
    };
    ResourceRef: {
      cluster: string;
      apiVersion: string;
      kind: string;
      namespace?: string;
      name: string;
    };
    Manifest: {
      [key: string]: unknown;
    };
    /** @enum {unknown} */
    PlannedOperation:
      | 'create'
      | 'update'
      | 'replace'
      | 'delete'
      | 'unchanged'
      | 'conflict'
      | 'unknown';
    PlannedChange: {
      index: number;
      component: string;
      engine: string;
      operation: components['schemas']['PlannedOperation'];
      ref: components['schemas']['ResourceRef'];
      object?: components['schemas']['Manifest'];
      before?: components['schemas']['Manifest'];
      liveUid?: string;
      fields: {
        /** @description JSON pointer. */
        path: string;
        before?: unknown;
        after?: unknown;
      }[];
      reason?: string;
      warnings: string[];
    };
    /** @enum {unknown} */
    PlanAction: 'create' | 'destroy';
    PolicyViolation: {
      rule: string;
      title: string;
      /** @enum {unknown} */
      severity: 'deny' | 'approve' | 'warn';
      message: string;
      resource?: string;
      path?: string;
      fix?: {
        text: string;
        set?: {
          parameter: string;
          value: unknown;
        };
      };
      docs?: string;
      approvers?: string[];
    };
    Verdict: {
      allowed: boolean;
      revision: string;
      rules: {
        id: string;
        passed: boolean;
      }[];
      violations: components['schemas']['PolicyViolation'][];
    };
    Plan: {
      digest: string;
      action: components['schemas']['PlanAction'];
      environment: {
        name: string;
        namespace: string;
        owner: string;
        cluster: string;
      };
      class: components['schemas']['ClassVersion'];
      parameters: {
        [key: string]: unknown;
      };
      changes: components['schemas']['PlannedChange'][];
      coverage: {
        computed: number;
        total: number;
      };
      verdict: components['schemas']['Verdict'];
      blockers: ('conflict' | 'unknown' | 'denied' | 'approval' | 'expired')[];
      createdAt: string;
      expiresAt: string;
      requestedBy: string;
    };
    ClassVersion: {
      name: string;
      version: string;
    };
    /** @enum {unknown} */
    EnvironmentState:
      | 'Provisioning'
      | 'Ready'
      | 'Degraded'
      | 'Destroying'
      | 'Destroyed'
      | 'Failed'
      | 'Unknown';
    Condition: {
      type: string;
      /** @enum {unknown} */
      status: 'True' | 'False' | 'Unknown';
      reason: string;
      message: string;
      since: string;
    };
    Environment: {
      id: string;
      name: string;
      title: string;
      owner: string;
      class: components['schemas']['ClassVersion'];
      cluster: string;
      namespace: string;
      parameters: {
        [key: string]: unknown;
      };
      entities: string[];
      state: components['schemas']['EnvironmentState'];
      reason: string;
      since: string;
      conditions: components['schemas']['Condition'][];
      observedAt?: string;
      outputs: {
        [key: string]: string;
      };
      createdAt: string;
      createdBy: string;
      expiresAt?: string;
      destroyedAt?: string;
      lastRun?: components['schemas']['RunSummary'];
    };
    EnvironmentPage: {
      items: components['schemas']['Environment'][];
      total: number;
      nextCursor?: string;
    };
    ObservedResource: {
      id: string;
      component: string;
      engine: string;
      ref: components['schemas']['ResourceRef'];
      uid: string;
      createdAt: string;
      /** @enum {unknown} */
      status: 'Ready' | 'Progressing' | 'Degraded' | 'Missing' | 'Unknown';
      message: string;
      observedAt: string;
      links: {
        title: string;
        url: string;
      }[];
    };
    /** @enum {unknown} */
    RunState: 'Queued' | 'Running' | 'Succeeded' | 'Failed';
    RunSummary: {
      id: string;
      environment: string;
      digest: string;
      action: components['schemas']['PlanAction'];
      state: components['schemas']['RunState'];
      message: string;
      startedBy: string;
      createdAt: string;
      startedAt?: string;
      finishedAt?: string;
    };
    RunStep: {
      index: number;
      component: string;
      operation: components['schemas']['PlannedOperation'];
      ref: components['schemas']['ResourceRef'];
      /** @enum {unknown} */
      state: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
      message?: string;
      startedAt?: string;
      finishedAt?: string;
    };
    Run: components['schemas']['RunSummary'] & {
      steps: components['schemas']['RunStep'][];
    };
  };
  responses: {
    /** @description Why it was refused. */
    Refusal: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Refusal'];
      };
    };
  };
  parameters: {
    name: string;
    digest: string;
    runId: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listClasses: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnvironmentClassSummary'][];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  getClass: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The class. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnvironmentClassSummary'];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  plan: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanRequest'];
      };
    };
    responses: {
      /** @description The plan. It may have blockers, and then cannot be applied. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Plan'];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  getPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        digest: components['parameters']['digest'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The plan. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Plan'];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  apply: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        digest: components['parameters']['digest'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The run that has begun. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Run'];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  listEnvironments: {
    parameters: {
      query?: {
        /** @description Part of the name. */
        search?: string;
        /** @description Entity ref of a group. */
        owner?: string;
        class?: string;
        /** @description Repeated for several. Without it, all but those that are destroyed. */
        state?: components['schemas']['EnvironmentState'][];
        /** @description Entity ref of a component that the environment runs. */
        component?: string;
        sort?: 'name' | 'createdAt' | 'expiresAt' | 'owner' | 'state';
        order?: 'asc' | 'desc';
        limit?: number;
        /** @description `nextCursor` of the page before, asked for with the same sort and order. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnvironmentPage'];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  getEnvironment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The environment. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Environment'];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  listResources: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What it owns, oldest first, as it was when it was last looked at. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ObservedResource'][];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  getManifest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: components['parameters']['name'];
        itemId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object as it is now, secret values redacted. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Manifest'];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  listRuns: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RunSummary'][];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  getRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['runId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The run. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Run'];
        };
      };
      default: components['responses']['Refusal'];
    };
  };
  watchRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['runId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Server-sent events `run`, each with the whole `Run` as its data, first as it is now. The stream ends with the run. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      default: components['responses']['Refusal'];
    };
  };
}
