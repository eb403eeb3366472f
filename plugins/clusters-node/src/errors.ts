import { CustomErrorBase, ServiceUnavailableError } from '@backstage/errors';

/** The API server gave no answer: it may or may not have acted. Answered to clients as 503. */
export class ClusterUnavailableError extends ServiceUnavailableError {
  name = 'ClusterUnavailableError' as const;
}

/** The cluster does not serve a kind that was asked for. */
export class KindNotFoundError extends CustomErrorBase {
  name = 'KindNotFoundError' as const;
}

/** The API server refused. Its text is redacted: it can repeat values of the object that was sent. */
export class KubernetesStatusError extends CustomErrorBase {
  name = 'KubernetesStatusError' as const;
  readonly status: number;
  /** `reason` of the Status object, for example `AlreadyExists`. */
  readonly reason?: string;
  /** The fields that were refused, for example `spec.template`. */
  readonly fields: string[];

  constructor(
    message: string,
    details: { status: number; reason?: string; fields: string[] },
  ) {
    super(message);
    this.status = details.status;
    this.reason = details.reason;
    this.fields = details.fields;
  }
}
