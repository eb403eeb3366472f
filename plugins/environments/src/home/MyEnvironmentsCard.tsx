import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useState } from 'react';
import { createQueryClient, QueriesProvider } from '@cairn/plugin-portal-react';
import { MyEnvironments } from './MyEnvironments';

/** “My environments” as a card that stands alone, for a home page that draws its own layout. */
export function MyEnvironmentsCard() {
  const [client] = useState(createQueryClient);
  return (
    <QueriesProvider client={client}>
      <Card>
        <CardHeader>
          <Text as="h3" variant="body-large" weight="bold">
            My environments
          </Text>
        </CardHeader>
        <CardBody>
          <MyEnvironments />
        </CardBody>
      </Card>
    </QueriesProvider>
  );
}
