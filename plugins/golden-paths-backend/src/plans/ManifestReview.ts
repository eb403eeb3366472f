import { InputError, isError } from '@backstage/errors';
import type {
  GoldenPathBlocker,
  PlannedFile,
} from '@cairn/plugin-golden-paths-common';
import {
  MANIFEST_POLICY_INPUT_VERSION,
  manifestPolicyInputSchema,
  type Verdict,
} from '@cairn/plugin-policy-common';
import type { PolicyService } from '@cairn/plugin-policy-node';
import {
  deployedFolders,
  type Kustomize,
  type RenderedObject,
} from '../render/Kustomize';

/** What policy says of the manifests among the files, rendered as they would be deployed. */
export class ManifestReview {
  readonly #kustomize: Kustomize;
  readonly #policy: PolicyService;

  constructor(options: { kustomize: Kustomize; policy: PolicyService }) {
    this.#kustomize = options.kustomize;
    this.#policy = options.policy;
  }

  /** Without a verdict there is a blocker: what nobody judged is not allowed. */
  async review(
    source: string,
    files: readonly PlannedFile[],
  ): Promise<{
    /** As far as they could be rendered. */
    objects: RenderedObject[];
    verdict?: Verdict;
    blockers: GoldenPathBlocker[];
  }> {
    let objects: RenderedObject[] = [];
    try {
      objects = await this.#kustomize.build(files, deployedFolders(files));
      const input = manifestPolicyInputSchema.safeParse({
        version: MANIFEST_POLICY_INPUT_VERSION,
        source,
        objects,
      });
      if (!input.success) {
        throw new InputError(
          objects.length === 0
            ? 'there are none: a golden path needs deploy/overlays/<environment> or deploy/base'
            : 'one of them is no object of Kubernetes',
        );
      }
      const verdict = await this.#policy.decideManifests(input.data);
      return { objects, verdict, blockers: blockersOf(verdict) };
    } catch (error) {
      const why = (isError(error) ? error.message : String(error)).replace(
        /\.$/,
        '',
      );
      return {
        objects,
        blockers: [
          error instanceof InputError
            ? {
                type: 'invalid',
                message: `The manifests are not right: ${why}.`,
              }
            : {
                type: 'unavailable',
                message: `Policy could not judge the manifests, so nothing is made. ${why}.`,
              },
        ],
      };
    }
  }
}

function blockersOf({ violations }: Verdict): GoldenPathBlocker[] {
  return violations
    .filter(({ severity }) => severity !== 'warn')
    .map(({ severity, rule, message, fix }) => ({
      type: 'denied',
      message:
        severity === 'deny'
          ? `${rule}: ${message}${fix ? ` ${fix.text}` : ''}`
          : `${rule}: ${message} Policy asks for somebody's approval, which cannot be given yet.`,
    }));
}
