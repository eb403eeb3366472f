// @ts-check

/**
 * Times are RFC 3339 in UTC with milliseconds, as text: the same order on every database. JSON is text as well, because
 * nothing searches inside it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('environments', table => {
    table.comment('Environments, those that are destroyed included');
    table.string('id', 36).primary().comment('UUID, never used again');
    table.string('name', 63).notNullable();
    table
      .string('live_name', 63)
      .nullable()
      .unique({ indexName: 'environments_live_name_unique' })
      .comment(
        'The name until the environment is destroyed, then null: what reserves a name',
      );
    table.string('title').notNullable();
    table.string('owner').notNullable().comment('Entity ref of a group');
    table.string('class_name', 63).notNullable();
    table.string('class_version').notNullable();
    table
      .text('class_facts')
      .notNullable()
      .comment(
        'JSON: what policy asks of the class, as it was when the environment was made',
      );
    table.string('cluster').notNullable();
    table.string('namespace', 63).notNullable();
    table.text('parameters').notNullable().comment('JSON');
    table.string('state', 20).notNullable();
    table.text('reason').notNullable();
    table.string('since', 24).notNullable();
    table.text('conditions').notNullable().comment('JSON');
    table.string('observed_at', 24).nullable();
    table.text('outputs').notNullable().comment('JSON');
    table.string('created_at', 24).notNullable();
    table.string('created_by').notNullable();
    table.string('expires_at', 24).nullable();
    table.string('destroyed_at', 24).nullable();
    table.string('last_run_id', 36).nullable();
    table.index(['owner'], 'environments_owner_idx');
    table.index(['name'], 'environments_name_idx');
  });

  await knex.schema.createTable('environment_entities', table => {
    table.comment(
      'Catalog entities that the parameters of an environment name',
    );
    table
      .string('environment_id', 36)
      .notNullable()
      .references('id')
      .inTable('environments')
      .onDelete('CASCADE');
    table.string('entity_ref').notNullable();
    table.primary(['environment_id', 'entity_ref']);
    table.index(['entity_ref'], 'environment_entities_ref_idx');
  });

  await knex.schema.createTable('plans', table => {
    table.comment(
      'Plans, immutable and named by their digest; secret values are redacted',
    );
    table.string('digest', 71).primary();
    table.string('environment_id', 36).notNullable();
    table.string('owner').notNullable();
    table.text('plan').notNullable().comment('JSON');
    table
      .text('context')
      .nullable()
      .comment('JSON: what the class was rendered with; null for a destroy');
    table.string('created_at', 24).notNullable();
    table.string('expires_at', 24).notNullable();
    table.string('requested_by').notNullable();
  });

  await knex.schema.createTable('runs', table => {
    table.comment('Executions of plans');
    table.string('id', 36).primary();
    table
      .string('environment_id', 36)
      .notNullable()
      .references('id')
      .inTable('environments')
      .onDelete('CASCADE');
    table
      .string('digest', 71)
      .notNullable()
      .unique({ indexName: 'runs_digest_unique' })
      .comment('A plan is executed at most once');
    table.string('action', 20).notNullable();
    table.string('state', 20).notNullable();
    table.text('message').notNullable();
    table.string('started_by').notNullable();
    table.string('created_at', 24).notNullable();
    table.string('started_at', 24).nullable();
    table.string('finished_at', 24).nullable();
    table.index(['environment_id', 'created_at'], 'runs_environment_idx');
    table.index(['state'], 'runs_state_idx');
  });

  await knex.schema.createTable('run_steps', table => {
    table.comment('Journal of runs: written before and after each effect');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table
      .integer('idx')
      .notNullable()
      .comment('Index of the change in the plan');
    table.integer('position').notNullable().comment('Order of the effects');
    table
      .string('operation_id')
      .notNullable()
      .unique({ indexName: 'run_steps_operation_unique' })
      .comment('Sent along with the effect, the same after a restart');
    table.string('component', 63).notNullable();
    table.string('engine').notNullable();
    table.string('operation', 20).notNullable();
    table.text('ref').notNullable().comment('JSON');
    table.string('ref_key').notNullable();
    table
      .string('live_uid')
      .nullable()
      .comment('UID expected, or null for none');
    table.string('state', 20).notNullable();
    table.text('message').nullable();
    table.string('started_at', 24).nullable();
    table.string('finished_at', 24).nullable();
    table.primary(['run_id', 'idx']);
  });

  await knex.schema.createTable('inventory', table => {
    table.comment('Every external object that an environment owns or owned');
    table.increments('seq').comment('Order of creation');
    table
      .string('id', 36)
      .notNullable()
      .unique({ indexName: 'inventory_id_unique' });
    table
      .string('environment_id', 36)
      .notNullable()
      .references('id')
      .inTable('environments')
      .onDelete('CASCADE');
    table.string('component', 63).notNullable();
    table.string('engine').notNullable();
    table.text('ref').notNullable().comment('JSON');
    table.string('ref_key').notNullable();
    table.string('uid').notNullable();
    table.string('created_at', 24).notNullable();
    table
      .string('gone_at', 24)
      .nullable()
      .comment('When it was seen to be gone');
    table.string('status', 20).nullable();
    table.text('message').nullable();
    table.string('observed_at', 24).nullable();
    table.text('links').nullable().comment('JSON');
    table.unique(['environment_id', 'ref_key', 'uid'], {
      indexName: 'inventory_object_unique',
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'inventory',
    'run_steps',
    'runs',
    'plans',
    'environment_entities',
    'environments',
  ]) {
    await knex.schema.dropTable(table);
  }
};
