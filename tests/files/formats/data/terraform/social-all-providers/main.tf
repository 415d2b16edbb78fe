# Amazon Cognito as Amplify Gen 1 sets up myauth in dev. Made by authwizard.
#
# Not carried over:
# - AppId: Terraform knows no Amplify app: `amplify pull` and the console do not see what it makes,
#   and the app's configuration is made by hand from the outputs.
#
# Added, or otherwise than the request says:
# - VerificationMessageTemplate: The texts for verification stand there: Cognito no longer uses the
#   members in which Gen 1 writes them.
# - schema: Cognito's own limits of each required attribute are stated: without them each plan
#   would make a new user pool.
# - prevent_destroy: A plan that would delete the user pool is refused; Gen 1 deletes it together
#   with the app. Take the line out to delete it.
# - ignore_changes: Terraform does not look at what Cognito adds to a social provider by itself;
#   else each plan would take it away.
# - SocialProviderSettings: ClientId, TeamId, KeyId: defaults of their parameters, since they are
#   no secrets.
#
# Cannot be changed later:
# - SignInMethod: Users sign in with their e-mail address; a change makes a new pool.
# - RequiredSignUpAttributes: These are required: email.
# - UsernameConfiguration: Upper and lower case are the same in user names, as in a new Gen 1
#   project; in an old one they may differ.
# - OAuth.DomainPrefix: It can only be replaced: another one takes its place, and its sign-in page
#   is gone.
#
# Left to you:
# - This makes new resources. The users of an existing Gen 1 backend are not in them, and passwords
#   cannot be exported: an existing user pool can be imported (`import` blocks; not tried here).
# - OAuth.DomainPrefix: myapp-login-dev is taken as long as a Gen 1 backend has it: take another,
#   or delete that backend first.
# - SocialProviderSettings: Each provider has to know the redirect address:
#   https://myapp-login-dev.auth.<region>.amazoncognito.com/oauth2/idpresponse, with your region
#   for <region>.
# - variables.tf: These have no value in the files: give facebook_client_secret,
#   google_client_secret, login_with_amazon_client_secret, sign_in_with_apple_private_key, for
#   example as environment variables (TF_VAR_facebook_client_secret). Terraform stores them in its
#   state in plain text: keep that where few can read it.
# - SignInWithApple.PrivateKey: Give the text between its BEGIN and END lines, on one line. Cognito
#   never shows it again, so that each plan sets it anew; to apply that does no harm.
# - provider: The files name neither account nor region: they come from the environment
#   (AWS_PROFILE, AWS_REGION) or from a block `provider "aws"` of yours. Where the state is kept is
#   yours to say, too (a block `backend`).

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.66"
    }
  }
}

resource "aws_cognito_user_pool" "main" {
  name = "myapp_users-dev"

  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]

  username_configuration {
    case_sensitive = false
  }

  schema {
    name                = "email"
    attribute_data_type = "String"
    required            = true
    mutable             = true

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  password_policy {
    minimum_length    = 12
    require_lowercase = true
    require_numbers   = true
    require_symbols   = true
    require_uppercase = true
  }

  mfa_configuration = "OPTIONAL"

  software_token_mfa_configuration {
    enabled = true
  }

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  verification_message_template {
    email_subject = "Your verification code"
    email_message = "Your verification code is {####}"
  }

  # Changing what is immutable would replace the pool, and lose its users.
  lifecycle {
    prevent_destroy = true
  }
}

# Two app clients, which differ in nothing but their names.
resource "aws_cognito_user_pool_client" "main" {
  for_each = {
    web    = "myauth_app_clientWeb"
    native = "myauth_app_client"
  }

  name         = each.value
  user_pool_id = aws_cognito_user_pool.main.id

  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes = [
    "openid",
    "email",
    "profile",
    "aws.cognito.signin.user.admin",
  ]
  callback_urls = ["https://app.example.com/"]
  logout_urls   = ["https://app.example.com/"]
  supported_identity_providers = [
    aws_cognito_identity_provider.facebook.provider_name,
    aws_cognito_identity_provider.google.provider_name,
    aws_cognito_identity_provider.login_with_amazon.provider_name,
    aws_cognito_identity_provider.sign_in_with_apple.provider_name,
    "COGNITO",
  ]

  refresh_token_validity = 30

  token_validity_units {
    refresh_token = "days"
  }
}

resource "aws_cognito_user_pool_domain" "main" {
  domain       = "myapp-login-dev"
  user_pool_id = aws_cognito_user_pool.main.id
}

resource "aws_cognito_identity_provider" "facebook" {
  user_pool_id  = aws_cognito_user_pool.main.id
  provider_name = "Facebook"
  provider_type = "Facebook"

  provider_details = {
    client_id        = var.facebook_client_id
    client_secret    = var.facebook_client_secret
    authorize_scopes = "email,public_profile"
  }

  attribute_mapping = {
    email    = "email"
    username = "id"
  }

  # Cognito fills these in by itself.
  lifecycle {
    ignore_changes = [
      provider_details["api_version"],
      provider_details["attributes_url"],
      provider_details["attributes_url_add_attributes"],
      provider_details["authorize_url"],
      provider_details["token_request_method"],
      provider_details["token_url"],
    ]
  }
}

resource "aws_cognito_identity_provider" "google" {
  user_pool_id  = aws_cognito_user_pool.main.id
  provider_name = "Google"
  provider_type = "Google"

  provider_details = {
    client_id        = var.google_client_id
    client_secret    = var.google_client_secret
    authorize_scopes = "openid email profile"
  }

  attribute_mapping = {
    email    = "email"
    username = "sub"
  }

  # Cognito fills these in by itself.
  lifecycle {
    ignore_changes = [
      provider_details["attributes_url"],
      provider_details["attributes_url_add_attributes"],
      provider_details["authorize_url"],
      provider_details["oidc_issuer"],
      provider_details["token_request_method"],
      provider_details["token_url"],
    ]
  }
}

resource "aws_cognito_identity_provider" "login_with_amazon" {
  user_pool_id  = aws_cognito_user_pool.main.id
  provider_name = "LoginWithAmazon"
  provider_type = "LoginWithAmazon"

  provider_details = {
    client_id        = var.login_with_amazon_client_id
    client_secret    = var.login_with_amazon_client_secret
    authorize_scopes = "profile profile:user_id"
  }

  attribute_mapping = {
    email    = "email"
    username = "user_id"
  }

  # Cognito fills these in by itself.
  lifecycle {
    ignore_changes = [
      provider_details["attributes_url"],
      provider_details["attributes_url_add_attributes"],
      provider_details["authorize_url"],
      provider_details["token_request_method"],
      provider_details["token_url"],
    ]
  }
}

resource "aws_cognito_identity_provider" "sign_in_with_apple" {
  user_pool_id  = aws_cognito_user_pool.main.id
  provider_name = "SignInWithApple"
  provider_type = "SignInWithApple"

  provider_details = {
    client_id        = var.sign_in_with_apple_client_id
    team_id          = var.sign_in_with_apple_team_id
    key_id           = var.sign_in_with_apple_key_id
    private_key      = var.sign_in_with_apple_private_key
    authorize_scopes = "email"
  }

  attribute_mapping = {
    email = "email"
  }

  # Cognito fills these in by itself.
  lifecycle {
    ignore_changes = [
      provider_details["attributes_url_add_attributes"],
      provider_details["authorize_url"],
      provider_details["oidc_issuer"],
      provider_details["token_request_method"],
      provider_details["token_url"],
      attribute_mapping["username"],
    ]
  }
}

output "region" {
  value = aws_cognito_user_pool.main.region
}

output "user_pool_id" {
  value = aws_cognito_user_pool.main.id
}

output "web_client_id" {
  value = aws_cognito_user_pool_client.main["web"].id
}

output "native_client_id" {
  value = aws_cognito_user_pool_client.main["native"].id
}

output "oauth_domain" {
  value = "${aws_cognito_user_pool_domain.main.domain}.auth.${aws_cognito_user_pool_domain.main.region}.amazoncognito.com"
}
