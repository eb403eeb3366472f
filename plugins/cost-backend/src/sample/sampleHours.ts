import {
  findPrice,
  pricedUnits,
  type PricedResource,
  type PriceList,
} from '@cairn/plugin-cost-common';
import type { KnownEntities } from '../catalog/CatalogIndex';
import type { HourEntry, Subject } from '../store/rows';
import type { SampleService } from './larkfield';

export const SAMPLE_SOURCE = 'sample';

/** Where the made-up services run: a cluster that there is not. */
const CLUSTER = 'eu-central';

const DAY_MS = 86_400_000;

/**
 * What made-up services held in each hour of a day: a rhythm of the week and of the day, slow growth and a little noise, and once in
 * 120 days three days on which the search holds three times what it should. The same day is always the same.
 *
 * @param date - `YYYY-MM-DD`
 * @param hours - which hours of the day, 0 to 23
 */
export function sampleHours(
  services: readonly SampleService[],
  {
    date,
    hours,
    entities,
    priceList,
  }: {
    date: string;
    hours: readonly number[];
    entities: KnownEntities;
    priceList: PriceList;
  },
): HourEntry[] {
  return services.flatMap(service =>
    Object.entries(service.environments).flatMap(([environment, share]) =>
      held(service, share).flatMap(({ resource, amount }) =>
        ofSubject(
          { service, environment, resource, amount },
          { date, hours, entities, priceList },
        ),
      ),
    ),
  );
}

function ofSubject(
  {
    service,
    environment,
    resource,
    amount,
  }: {
    service: SampleService;
    environment: string;
    resource: PricedResource;
    amount: number;
  },
  {
    date,
    hours,
    entities,
    priceList,
  }: {
    date: string;
    hours: readonly number[];
    entities: KnownEntities;
    priceList: PriceList;
  },
): HourEntry[] {
  const entity = service.component
    ? entities.get(`component:default/${service.component}`)
    : undefined;
  const price = findPrice(priceList, {
    resource,
    cluster: CLUSTER,
    storageClass: service.storageClass,
  });
  if (!price || (service.component && !entity)) {
    return [];
  }
  const subject: Subject = {
    attribution: {
      source: SAMPLE_SOURCE,
      sample: true,
      cluster: CLUSTER,
      namespace: service.namespace,
      environment,
      ...(entity && { entityRef: entity.ref }),
      ...(entity?.owner && { groupRef: entity.owner }),
      ...(entity?.system && { systemRef: entity.system }),
    },
    resourceId: `sample-${service.namespace}-${environment}-${resource}`,
    resourceName: service.namespace,
    resourceType: 'Sample',
    resource,
    skuId: price.sku,
    pricingUnit: pricedUnits[resource],
    currency: priceList.currency,
    provider: priceList.provider,
    ...(priceList.region && { region: priceList.region }),
    tags: {},
  };
  return hours.map(hour => ({
    subject,
    hour: `${date}T${String(hour).padStart(2, '0')}:00:00Z`,
    quantity:
      Math.round(
        amount *
          factor({ service, environment, resource, date, hour }) *
          1_000_000,
      ) * 3600,
    hourlyMicros: price.hourlyMicros,
  }));
}

function held(
  { cores, memoryGiB, storageGiB, loadBalancers }: SampleService,
  share: number,
): Array<{ resource: PricedResource; amount: number }> {
  const all: Array<{ resource: PricedResource; amount: number | undefined }> = [
    { resource: 'cpu', amount: cores * share },
    { resource: 'memory', amount: memoryGiB * share },
    { resource: 'storage', amount: storageGiB && storageGiB * share },
    { resource: 'load-balancer', amount: loadBalancers },
  ];
  return all.flatMap(({ resource, amount }) =>
    amount ? [{ resource, amount }] : [],
  );
}

function factor({
  service,
  environment,
  resource,
  date,
  hour,
}: {
  service: SampleService;
  environment: string;
  resource: PricedResource;
  date: string;
  hour: number;
}): number {
  if (resource === 'load-balancer') {
    return 1;
  }
  const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
  const { namespace, rhythm } = service;
  const growth =
    1 + 0.2 * Math.sin((2 * Math.PI * day) / 400 + 6 * chance(namespace));
  if (resource === 'storage') {
    return growth;
  }
  const noise = 0.96 + 0.08 * chance(`${namespace} ${environment} ${date}`);
  const busy =
    environment === 'production'
      ? weekly(rhythm, day) * daily(rhythm, hour)
      : officeHours(day);
  const wrong =
    namespace === 'search-api' &&
    environment === 'production' &&
    day % 120 >= 90 &&
    day % 120 < 93;
  return growth * noise * busy * (wrong ? 3 : 1);
}

/** The first of January 1970 was a Thursday. */
const weekdayOf = (day: number) => (day + 4) % 7;
const isWeekend = (day: number) => [0, 6].includes(weekdayOf(day));

function weekly(rhythm: SampleService['rhythm'], day: number): number {
  if (rhythm === 'steady') {
    return 1;
  }
  if (rhythm === 'office') {
    return isWeekend(day) ? 0.7 : 1.1;
  }
  return weekdayOf(day) === 6 ? 1.35 : 0.95;
}

function daily(rhythm: SampleService['rhythm'], hour: number): number {
  if (rhythm === 'steady') {
    return 1;
  }
  return hour >= 7 && hour < 21 ? 1.2 : 0.72;
}

/** What is not production is made smaller when nobody works. */
function officeHours(day: number): number {
  return isWeekend(day) ? 0.5 : 1.1;
}

/** Between 0 and 1, always the same for the same text (FNV-1a). */
function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  return hash / 0x1_0000_0000;
}
