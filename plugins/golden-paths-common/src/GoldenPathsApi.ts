import type {
  GoldenPathPlan,
  GoldenPathRequest,
  NameAvailability,
} from './goldenPath';

/** What the plugin `golden-paths` answers, below `/api/golden-paths/v1`. */
export interface GoldenPathsApi {
  /** `GET /names/:name`. */
  checkName(name: string): Promise<NameAvailability>;
  /** `POST /plans`: renders everything, asks policy, plans the environments; writes nothing outside. */
  plan(request: GoldenPathRequest): Promise<GoldenPathPlan>;
  /** `GET /plans/:digest`. */
  getPlan(digest: string): Promise<GoldenPathPlan>;
}
