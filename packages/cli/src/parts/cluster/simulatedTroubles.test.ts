import { parse } from 'yaml';
import { onlyWhereWell } from './simulatedTroubles';

const stage = (name: string) => `
kind: Stage
metadata: { name: ${name} }
spec:
  selector:
    matchExpressions:
      - { key: .status.phase, operator: In, values: [Pending] }
`;

describe('onlyWhereWell', () => {
  it('leaves out pods that shall have trouble, where a stage makes pods well', () => {
    expect(
      parse(onlyWhereWell(stage('pod-ready'))).spec.selector.matchExpressions,
    ).toEqual([
      { key: '.status.phase', operator: 'In', values: ['Pending'] },
      {
        key: '.metadata.annotations["cairn.dev/simulate"]',
        operator: 'DoesNotExist',
      },
    ]);
  });

  it('leaves every other stage as it is', () => {
    expect(onlyWhereWell(stage('pod-delete'))).toBe(stage('pod-delete'));
  });
});
