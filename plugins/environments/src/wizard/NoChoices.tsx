/** Said by a picker where the catalog does not tell what there is to choose from. */
export function NoChoices() {
  return (
    <span role="alert">
      The catalog did not answer, so there is nothing to choose from. Load the
      page again.
    </span>
  );
}
