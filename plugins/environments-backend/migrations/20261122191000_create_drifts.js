// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('drifts', table => {
    table.comment(
      'How environments differ from what they were planned to be, as they were compared last',
    );
    table
      .string('environment_id', 36)
      .primary()
      .references('id')
      .inTable('environments')
      .onDelete('CASCADE');
    table.string('observed_at', 24).notNullable();
    table.integer('resources').notNullable().comment('Objects that differ');
    table
      .integer('unknown')
      .notNullable()
      .comment('Objects that could not be compared');
    table
      .text('summary')
      .notNullable()
      .comment('What differs first, as a sentence; empty where nothing does');
    table.text('drift').notNullable().comment('JSON, redacted');
    table.index(['observed_at'], 'drifts_observed_at_idx');
  });
  await knex.schema.alterTable('inventory', table => {
    table
      .string('mark', 80)
      .nullable()
      .comment(
        'What the object showed of changes by others when it was compared; null: it was not',
      );
    table
      .string('children_mark', 16)
      .nullable()
      .comment('What the object showed of its children when they were read');
    table.index(['environment_id'], 'inventory_environment_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inventory', table => {
    table.dropIndex(['environment_id'], 'inventory_environment_idx');
    table.dropColumns('mark', 'children_mark');
  });
  await knex.schema.dropTable('drifts');
};
