// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('plans', table => {
    table.index(['requested_by', 'created_at'], 'plans_requested_by_idx');
    table.index(['expires_at'], 'plans_expires_at_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('plans', table => {
    table.dropIndex(['requested_by', 'created_at'], 'plans_requested_by_idx');
    table.dropIndex(['expires_at'], 'plans_expires_at_idx');
  });
};
