import { z } from 'zod';

/** The version of the contract between Cairn and the policy bundle about manifests. */
export const MANIFEST_POLICY_INPUT_VERSION = 1;

/**
 * What OPA is asked with about manifests that are not deployed yet, at `POST /v1/data/cairn/manifests/verdict` (below the
 * key `input`): those of a golden path before its repository is made, those of a pipeline before it deploys.
 */
export const manifestPolicyInputSchema = z.object({
  version: z.literal(MANIFEST_POLICY_INPUT_VERSION),
  /** Whose manifests these are, for example `larkfield/cart-api deploy/overlays/dev`. */
  source: z.string().min(1),
  objects: z
    .array(
      z.object({
        /** File or overlay that it comes from. */
        path: z.string(),
        object: z.looseObject({
          apiVersion: z.string().min(1),
          kind: z.string().min(1),
          metadata: z.looseObject({ name: z.string().min(1) }),
        }),
      }),
    )
    .min(1),
});

/** See {@link manifestPolicyInputSchema}. */
export type ManifestPolicyInput = z.infer<typeof manifestPolicyInputSchema>;
