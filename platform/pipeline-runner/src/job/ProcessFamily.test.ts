import { familyOf } from './ProcessFamily';

const entry = (pid: number, parent: number, isMarked = false) => ({
  pid,
  parent,
  group: pid,
  memory: 0,
  isMarked,
});

it('is who is marked, and all that descend from them', () => {
  const processes = [
    entry(1, 0),
    entry(10, 1),
    entry(20, 10, true),
    entry(21, 20),
    entry(22, 21),
    entry(30, 1, true),
    entry(40, 10),
  ];
  expect(
    familyOf(processes, 10)
      .map(({ pid }) => pid)
      .sort(),
  ).toEqual([20, 21, 22, 30]);
});

it('never holds the runner itself, the first process, or a circle', () => {
  const processes = [
    entry(1, 0, true),
    entry(10, 20, true),
    entry(20, 10, true),
  ];
  expect(familyOf(processes, 10).map(({ pid }) => pid)).toEqual([20]);
});
