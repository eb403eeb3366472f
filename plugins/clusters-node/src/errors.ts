import { CustomErrorBase, ServiceUnavailableError } from '@backstage/errors';

/** The API server gave no answer: it may or may not have acted. Answered to clients as 503. */
export class ClusterUnavailableError extends ServiceUnavailableError {}

/** The credential of a cluster is not there yet: somebody is still making the cluster. */
export class ClusterPendingError extends ClusterUnavailableError {}

/** The cluster does not serve a kind that was asked for. Answered to clients as 502. */
export class KindNotFoundError extends CustomErrorBase {
  name = 'KindNotFoundError' as const;
  readonly statusCode = 502;
}

/**
 * The API server refused. Its text is redacted: it can repeat values of the object that was sent. Answered to clients as
 * 502: what the API server says to Cairn is not what Cairn says to them.
 */
export class KubernetesStatusError extends CustomErrorBase {
  name = 'KubernetesStatusError' as const;
  readonly statusCode = 502;
  /** Status of the API server's answer. */
  readonly httpStatus: number;
  /** `reason` of the Status object, for example `AlreadyExists`. */
  readonly reason?: string;
  /** The fields that were refused, for example `spec.template`. */
  readonly fields: string[];
  /** The reasons of the causes, for example `FieldManagerConflict`. */
  readonly causes: string[];
  /** Of a conflict of field managers: who owns which field, in the API server's notation (`.spec.replicas`). */
  readonly conflicts: Array<{ manager: string; field: string }>;

  constructor(
    message: string,
    details: {
      status: number;
      reason?: string;
      fields: string[];
      causes?: string[];
      conflicts?: Array<{ manager: string; field: string }>;
    },
  ) {
    super(message);
    this.httpStatus = details.status;
    this.reason = details.reason;
    this.fields = details.fields;
    this.causes = details.causes ?? [];
    this.conflicts = details.conflicts ?? [];
  }
}
