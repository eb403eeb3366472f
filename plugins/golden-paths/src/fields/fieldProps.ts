/** What every field is given, whatever its value is. */
export interface FieldProps {
  name: string;
  schema: { title?: string };
  uiSchema: { 'ui:title'?: string };
  rawErrors?: string[];
  idSchema?: { $id: string };
}

/** The title as the golden path says it. */
export function fieldTitle(props: FieldProps, otherwise: string): string {
  return props.uiSchema['ui:title'] ?? props.schema.title ?? otherwise;
}

/** Name of the input; unique in the form. */
export function fieldName(props: FieldProps): string {
  return props.idSchema?.$id ?? props.name;
}

/** What the form says is wrong with the value. */
export function errorOf(props: FieldProps): string | undefined {
  const errors = [...new Set(props.rawErrors ?? [])];
  return errors.length > 0 ? errors.join('. ') : undefined;
}
