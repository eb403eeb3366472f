import { troubleOf, type TroubleFinder } from './trouble';

const PULLING = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

/** An image that cannot be had. */
export const imagePull: TroubleFinder = (pod, moment) => {
  const container = pod.containers.find(({ waiting }) =>
    PULLING.has(waiting?.reason ?? ''),
  );
  return (
    container &&
    troubleOf(pod, moment, {
      reason: 'ImagePull',
      message: `the image of container ${container.name} cannot be pulled (${container.waiting?.reason})`,
      since: pod.startedAt ?? pod.createdAt,
      detail: container.waiting?.message,
    })
  );
};
