/**
 * The reason that the backend gave in the address when it sent a person back without signing them in, taken out of the address so that
 * a reload does not show it again.
 */
export function takeSignInError(
  location: Pick<Location, 'href'>,
  history: Pick<History, 'replaceState'>,
): string | undefined {
  const url = new URL(location.href);
  const error = url.searchParams.get('error') ?? undefined;
  if (error !== undefined) {
    url.searchParams.delete('error');
    history.replaceState(null, '', url);
  }
  return error;
}
