// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('receipts', table => {
    table.comment('What was proven to be gone after a run that destroys');
    table.string('id', 36).primary();
    table.string('environment_id', 36).notNullable();
    table.string('environment', 63).notNullable();
    table.string('run', 36).notNullable();
    table.text('receipt').notNullable().comment('JSON');
    table
      .integer('ledger_sequence')
      .notNullable()
      .comment('Row of the ledger that tells of it');
    table
      .integer('head_sequence')
      .notNullable()
      .comment('Head of the ledger when it was written: an anchor');
    table.string('head_hash', 64).notNullable();
    table.string('finished_at', 24).notNullable();
    table.index(['environment', 'ledger_sequence'], 'receipts_environment_idx');
  });

  await knex.schema.createTable('orphans', table => {
    table.comment(
      'What carries the label of an environment and does not belong there',
    );
    table.string('key', 64).primary().comment('SHA-256 of ref and UID');
    table.string('cluster').notNullable();
    table.string('kind').notNullable();
    table.text('ref').notNullable().comment('JSON');
    table.string('uid').notNullable();
    table.string('engine').notNullable();
    table
      .text('environment_id')
      .notNullable()
      .comment('What its label says, whatever that is');
    table
      .string('environment', 63)
      .nullable()
      .comment('Null: there never was one with that id');
    table.string('first_seen_at', 24).notNullable();
    table
      .string('listed_at', 24)
      .nullable()
      .comment('Null: it is too new to be told from what a run just makes');
    table.boolean('destroyable').notNullable();
    table.text('message').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('orphans');
  await knex.schema.dropTable('receipts');
};
