// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('environments', table => {
    table
      .string('mode', 12)
      .notNullable()
      .defaultTo('awake')
      .comment('What it is meant to be: awake or hibernated');
    table
      .string('cluster_identity', 36)
      .nullable()
      .comment(
        'UID of kube-system of its cluster; null of one made before this was kept',
      );
    table.integer('renewals_used').notNullable().defaultTo(0);
    table
      .string('last_activity_at', 24)
      .notNullable()
      .defaultTo('1970-01-01T00:00:00.000Z')
      .comment('When something was done with it last');
  });
  await knex('environments').update({
    last_activity_at: knex.ref('created_at'),
  });

  await knex.schema.alterTable('runs', table => {
    table
      .string('owner')
      .notNullable()
      .defaultTo('')
      .comment('Of its environment: what a fair queue looks at');
    table.string('cluster').notNullable().defaultTo('');
    table
      .integer('attempt')
      .notNullable()
      .defaultTo(1)
      .comment('One more after each retry');
    table
      .integer('fence')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Fencing token of the worker that holds it, higher than any before; 0: none ever did',
      );
    table
      .string('lease_holder', 36)
      .nullable()
      .comment('The worker that holds it');
    table
      .bigInteger('lease_until')
      .nullable()
      .comment("Milliseconds since 1970 by the database's clock");
    table.string('cancel_requested_by').nullable();
  });
  await knex('runs').update({
    owner: knex('environments')
      .select('owner')
      .where('environments.id', knex.ref('runs.environment_id')),
    cluster: knex('environments')
      .select('cluster')
      .where('environments.id', knex.ref('runs.environment_id')),
  });

  await knex.schema.alterTable('run_steps', table => {
    table
      .integer('tries')
      .notNullable()
      .defaultTo(0)
      .comment('How often its effect was begun');
  });

  await knex.schema.createTable('fences', table => {
    table.comment('One row: the last fencing token that was given out');
    table.integer('id').primary();
    table.integer('token').notNullable();
  });
  await knex('fences').insert({ id: 1, token: 0 });

  await knex.schema.alterTable('inventory', table => {
    table.string('cluster_identity', 36).nullable();
    table
      .string('parent_id', 36)
      .nullable()
      .comment('The item that made it; null: Cairn made it itself');
  });

  await knex.schema.createTable('class_versions', table => {
    table.comment('Versions of classes that something was planned with');
    table.string('version', 71).primary().comment("Digest of class's folder");
    table.string('name', 63).notNullable();
    table.text('definition').notNullable().comment('JSON');
    table
      .text('sources')
      .notNullable()
      .comment('JSON: pairs of path and content');
    table.text('location').notNullable();
    table.string('created_at', 24).notNullable();
  });

  await knex.schema.createTable('ledger', table => {
    table.comment('What happened, hash-chained; rows are never changed');
    table.integer('sequence').primary();
    table.string('at', 24).notNullable();
    table.string('kind', 40).notNullable();
    table.string('actor').notNullable();
    table.string('environment_id', 36).nullable();
    table.string('environment', 63).nullable();
    table.string('digest', 71).nullable();
    table.string('run', 36).nullable();
    table.text('summary').notNullable();
    table.text('data').nullable().comment('JSON');
    table.string('previous', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.index(['environment_id', 'sequence'], 'ledger_environment_idx');
  });
  await knex.schema.createTable('ledger_head', table => {
    table.comment('One row, locked by whoever adds to the ledger');
    table.integer('id').primary();
    table.integer('sequence').notNullable();
  });
  await knex('ledger_head').insert({ id: 1, sequence: 0 });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['ledger_head', 'ledger', 'class_versions', 'fences']) {
    await knex.schema.dropTable(table);
  }
  /** @type {Array<[string, string[]]>} */
  const columns = [
    ['inventory', ['cluster_identity', 'parent_id']],
    ['run_steps', ['tries']],
    [
      'runs',
      [
        'owner',
        'cluster',
        'attempt',
        'fence',
        'lease_holder',
        'lease_until',
        'cancel_requested_by',
      ],
    ],
    [
      'environments',
      ['mode', 'cluster_identity', 'renewals_used', 'last_activity_at'],
    ],
  ];
  for (const [name, dropped] of columns) {
    await knex.schema.alterTable(name, table => {
      table.dropColumns(...dropped);
    });
  }
};
