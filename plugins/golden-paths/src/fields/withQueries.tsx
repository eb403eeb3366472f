import { createQueryClient, QueriesProvider } from '@cairn/plugin-portal-react';
import { QueryClientContext } from '@tanstack/react-query';
import { useContext, useState, type ComponentType } from 'react';

/** A field that finds a cache of answers on any page that draws it, also where the page has none of its own. */
export function withQueries<Props extends object>(
  Field: ComponentType<Props>,
): (props: Props) => JSX.Element {
  return function FieldWithQueries(props: Props) {
    const around = useContext(QueryClientContext);
    const [client] = useState(() => around ?? createQueryClient());
    return (
      <QueriesProvider client={client}>
        <Field {...props} />
      </QueriesProvider>
    );
  };
}
