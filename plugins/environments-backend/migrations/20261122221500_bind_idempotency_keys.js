// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  // Kept for a day at the most, and nobody knows what they were let through for.
  await knex('idempotency_keys').delete();
  await knex.schema.alterTable('idempotency_keys', table => {
    table
      .text('needed')
      .notNullable()
      .defaultTo('[]')
      .comment(
        'JSON: permissions that the request was let through for; asked again before its answer is given again',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('idempotency_keys', table => {
    table.dropColumn('needed');
  });
};
