import { recorded } from '../__testing__/recorded';

describe('what is kept in memory', () => {
  it('is neither environment nor arguments nor annotations', () => {
    const { tree } = recorded('well', object => {
      const template = Object(Object(object.spec).template ?? object);
      for (const container of Object(template.spec).containers ?? []) {
        container.env = [{ name: 'PASSWORD', value: 'canary-1' }];
        container.args = ['--token=canary-2'];
      }
      object.metadata.annotations = { note: 'canary-3' };
    });
    expect(JSON.stringify(tree)).not.toContain('canary');
    expect(tree.pods).toHaveLength(2);
  });

  it('is far less than what was sent', () => {
    let sent = 0;
    const { tree } = recorded('well', object => {
      sent += object.kind === 'Pod' ? JSON.stringify(object).length : 0;
    });
    expect(JSON.stringify(tree.pods).length).toBeLessThan(sent / 2);
  });

  it('is nothing of an object that cannot be read', () => {
    expect(() =>
      recorded('well', object => {
        object.spec = 'nonsense';
      }),
    ).toThrow('has no workload');
  });
});
