// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('idempotency_keys', table => {
    table.comment('Answers of requests that carried a key, for a day');
    table.string('user_ref').notNullable();
    table.string('key', 200).notNullable();
    table.string('request', 64).notNullable().comment('Digest of the request');
    table.integer('status').nullable().comment('Null while it is under way');
    table.text('body').nullable();
    table.string('created_at', 24).notNullable();
    table.primary(['user_ref', 'key']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('idempotency_keys');
};
