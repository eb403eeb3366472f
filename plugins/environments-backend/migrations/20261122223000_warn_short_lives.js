// @ts-check

/**
 * A warning can be half an hour before the end. A column of SQLite takes that as it is.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (isPostgres(knex)) {
    await knex.schema.alterTable('lease_warnings', table => {
      table
        .double('hours')
        .notNullable()
        .comment('Before the end')
        .alter({ alterNullable: false });
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('lease_warnings').whereRaw('hours <> round(hours)').delete();
  if (isPostgres(knex)) {
    await knex.schema.alterTable('lease_warnings', table => {
      table
        .integer('hours')
        .notNullable()
        .comment('Before the end')
        .alter({ alterNullable: false });
    });
  }
};

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return /^pg|postgres/.test(String(knex.client.config.client));
}
