import type {
  EnvironmentClassSummary,
  Plan,
} from '@cairn/plugin-environments-common';
import type { PolicyViolation, Verdict } from '@cairn/plugin-policy-common';

const RULES = [
  'environment.owner-exists',
  'environment.quota-present',
  'environment.limits-present',
  'environment.lifetime-non-production',
  'environment.budget',
  'pods.no-host-namespaces',
  'pods.no-privileged',
  'pods.run-as-non-root',
  'images.allowed-registry',
];

const revision = '2026.11.1-9b38454';

/** Whose yes the class asks for above a price. */
function approvalsOf(
  one: EnvironmentClassSummary | undefined,
  price: Plan['price'],
): PolicyViolation[] {
  const approval = one?.approval;
  if (!approval || !price || price.monthlyMicros <= approval.aboveMicros) {
    return [];
  }
  return [
    {
      rule: 'environment.approval-above-price',
      title: 'Dear environments need a yes',
      severity: 'approve',
      message: `It would cost ${Math.round(
        price.monthlyMicros / 1_000_000,
      )} USD a month, which is more than ${
        approval.aboveMicros / 1_000_000
      } USD.`,
      approvers: approval.by,
      fourEyes: approval.fourEyes,
    },
  ];
}

/** What the example bundle would say of parameters. */
export function decide(
  parameters: Record<string, unknown>,
  one?: EnvironmentClassSummary,
  price?: Plan['price'],
): Verdict {
  const image = parameters.image;
  const foreign =
    typeof image === 'string' &&
    image !== '' &&
    !image.startsWith('registry.larkfield.example/');
  return {
    allowed: !foreign,
    revision,
    rules: RULES.map(id => ({
      id,
      passed: !(foreign && id === 'images.allowed-registry'),
    })),
    violations: foreign
      ? [
          {
            rule: 'images.allowed-registry',
            title: 'Images come from our registry',
            severity: 'deny',
            message: `The image ${image} comes from a registry that is not allowed; only registry.larkfield.example is.`,
            resource: 'Application/cairn-broken-checkout-api',
            path: '/spec/source/kustomize/images/0',
            fix: {
              text: 'Use the copy in our registry.',
              set: {
                parameter: 'image',
                value: `registry.larkfield.example/${image.replace(
                  /^[^/]*\.[^/]*\//,
                  '',
                )}`,
              },
            },
            docs: 'https://docs.larkfield.example/policy/images',
          },
        ]
      : approvalsOf(one, price),
  };
}
