// @ts-check

/**
 * Hours are `YYYY-MM-DDTHH:00:00Z` and days `YYYY-MM-DD`, in UTC, as text: the same order on every database. Money is in micro-units
 * of its currency. Quantities are in micro-unit-seconds: a millionth of a core (GiB, piece) for a second.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('cost_attributions', table => {
    table.comment(
      'To whom and what costs belong, as it was decided when they were written; never changed',
    );
    table.increments('id');
    table
      .string('attribution_key', 64)
      .notNullable()
      .unique({ indexName: 'cost_attributions_key_unique' })
      .comment('SHA-256 of everything below');
    table.string('source').notNullable();
    table
      .boolean('sample')
      .notNullable()
      .comment('Made up for the example company');
    table.string('cluster').notNullable();
    table.string('namespace').notNullable();
    table
      .string('environment')
      .notNullable()
      .comment('Name of the environment, else namespace and cluster');
    table
      .string('environment_ref')
      .nullable()
      .comment('Entity ref of an environment that Cairn made');
    table.string('class_name', 63).nullable();
    table.string('entity_ref').nullable().comment('Null: nothing claims it');
    table.string('group_ref').nullable();
    table.string('system_ref').nullable();
    table.index(['entity_ref'], 'cost_attributions_entity_idx');
    table.index(['environment_ref'], 'cost_attributions_environment_idx');
  });

  await knex.schema.createTable('cost_subjects', table => {
    table.comment('What is charged: one resource of one object, by one price');
    table.increments('id');
    table
      .string('subject_key', 64)
      .notNullable()
      .unique({ indexName: 'cost_subjects_key_unique' })
      .comment('SHA-256 of everything below');
    table
      .integer('attribution_id')
      .notNullable()
      .references('id')
      .inTable('cost_attributions')
      .onDelete('CASCADE');
    table.string('resource_id').notNullable().comment('UID of the object');
    table.string('resource_name').notNullable();
    table.string('resource_type').notNullable().comment('Kind of the object');
    table.string('resource', 20).notNullable().comment('cpu, memory, …');
    table.string('sku_id', 100).notNullable();
    table.string('pricing_unit', 20).notNullable();
    table.string('currency', 3).notNullable();
    table.string('provider').notNullable();
    table.string('region').nullable();
    table.text('tags').notNullable().comment('JSON: labels of the object');
    table.index(['attribution_id'], 'cost_subjects_attribution_idx');
  });

  await knex.schema.createTable('cost_hours', table => {
    table.comment('What each subject cost in each hour');
    table
      .integer('subject_id')
      .notNullable()
      .references('id')
      .inTable('cost_subjects')
      .onDelete('CASCADE');
    table.string('hour', 20).notNullable();
    table
      .bigInteger('quantity')
      .notNullable()
      .comment('Micro-unit-seconds held in this hour');
    table
      .bigInteger('hourly_micros')
      .notNullable()
      .comment('The price when the hour was first written; it holds for it');
    table
      .bigInteger('cost_micros')
      .notNullable()
      .comment('quantity × hourly_micros, rounded once');
    table.primary(['subject_id', 'hour']);
    table.index(['hour'], 'cost_hours_hour_idx');
  });

  await knex.schema.createTable('cost_days', table => {
    table.comment('Sums of cost_hours; can be worked out again from them');
    table
      .integer('attribution_id')
      .notNullable()
      .references('id')
      .inTable('cost_attributions')
      .onDelete('CASCADE');
    table.string('date', 10).notNullable();
    table.string('resource', 20).notNullable();
    table.string('currency', 3).notNullable();
    table.bigInteger('cost_micros').notNullable();
    table.string('until', 20).notNullable().comment('End of the newest hour');
    table.primary(['attribution_id', 'date', 'resource', 'currency']);
    table.index(['date'], 'cost_days_date_idx');
  });

  await knex.schema.createTable('cost_unpriced', table => {
    table.comment('What is there and has no price; never counted as nothing');
    table.string('object_key', 64).primary().comment('SHA-256');
    table
      .integer('attribution_id')
      .notNullable()
      .references('id')
      .inTable('cost_attributions')
      .onDelete('CASCADE');
    table.string('object').notNullable().comment('Kind and name');
    table.text('reason').notNullable();
    table.string('seen_at', 24).notNullable();
    table.index(['attribution_id'], 'cost_unpriced_attribution_idx');
  });

  await knex.schema.createTable('cost_sources', table => {
    table.comment('Where rows come from, and until when');
    table.string('id').primary();
    table.string('title').notNullable();
    table.boolean('sample').notNullable();
    table
      .string('sampled_at', 24)
      .nullable()
      .comment('Everything up to here is counted; the next interval begins');
    table.text('trouble').nullable();
  });

  await knex.schema.createTable('cost_gaps', table => {
    table.comment('When a source was not asked, so that nothing was counted');
    table
      .string('source_id')
      .notNullable()
      .references('id')
      .inTable('cost_sources')
      .onDelete('CASCADE');
    table.string('from_time', 24).notNullable();
    table.string('to_time', 24).notNullable();
    table.primary(['source_id', 'from_time']);
  });

  const isPostgres = /^pg|postgres/.test(String(knex.client.config.client));
  // FOCUS 1.2, https://focus.finops.org/focus-specification/v1-2/. Amounts are micro-units: divide by 1,000,000.
  await knex.raw(`
    create view cost_focus as
    select
      h.cost_micros as "BilledCost",
      h.cost_micros as "EffectiveCost",
      h.cost_micros as "ListCost",
      h.cost_micros as "ContractedCost",
      s.currency as "BillingCurrency",
      h.hour as "ChargePeriodStart",
      ${
        isPostgres
          ? `to_char((h.hour::timestamptz at time zone 'UTC') + interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
          : `strftime('%Y-%m-%dT%H:%M:%SZ', h.hour, '+1 hour')`
      } as "ChargePeriodEnd",
      'Usage' as "ChargeCategory",
      'Usage-Based' as "ChargeFrequency",
      case s.resource
        when 'storage' then 'Storage'
        when 'load-balancer' then 'Networking'
        else 'Compute' end as "ServiceCategory",
      'Kubernetes' as "ServiceName",
      s.provider as "ProviderName",
      s.provider as "PublisherName",
      s.provider as "InvoiceIssuerName",
      a.cluster as "SubAccountId",
      s.region as "RegionId",
      s.resource_id as "ResourceId",
      s.resource_name as "ResourceName",
      s.resource_type as "ResourceType",
      s.sku_id as "SkuId",
      h.hourly_micros as "ListUnitPrice",
      h.quantity / 3600000000.0 as "PricingQuantity",
      s.pricing_unit as "PricingUnit",
      h.quantity / 3600000000.0 as "ConsumedQuantity",
      s.pricing_unit as "ConsumedUnit",
      s.tags as "Tags",
      a.namespace as "x_Namespace",
      a.environment as "x_Environment",
      a.entity_ref as "x_Entity",
      a.group_ref as "x_Group",
      a.system_ref as "x_System",
      a.class_name as "x_Class",
      a.source as "x_Source",
      a.sample as "x_Sample"
    from cost_hours h
    join cost_subjects s on s.id = h.subject_id
    join cost_attributions a on a.id = s.attribution_id`);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('drop view if exists cost_focus');
  for (const table of [
    'cost_gaps',
    'cost_sources',
    'cost_unpriced',
    'cost_days',
    'cost_hours',
    'cost_subjects',
    'cost_attributions',
  ]) {
    await knex.schema.dropTableIfExists(table);
  }
};
