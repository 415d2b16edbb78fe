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
# - This makes new resources. Neither the users nor the identities of an existing Gen 1 backend are
#   in them, and passwords cannot be exported: an existing user pool can be imported (`import`
#   blocks; not tried here).
# - OAuth.DomainPrefix: myapp-login-dev is taken as long as a Gen 1 backend has it: take another,
#   or delete that backend first.
# - IdentityPoolRoles: The identity pool's roles are new, and allow nothing: what those of Gen 1
#   were allowed has to be allowed again.
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
  callback_urls                = ["myapp://signin/"]
  logout_urls                  = ["myapp://signout/"]
  supported_identity_providers = ["COGNITO"]

  refresh_token_validity = 30

  token_validity_units {
    refresh_token = "days"
  }
}

resource "aws_cognito_user_pool_domain" "main" {
  domain       = "myapp-login-dev"
  user_pool_id = aws_cognito_user_pool.main.id
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "myapp_identities__dev"
  allow_unauthenticated_identities = true

  cognito_identity_providers {
    client_id     = aws_cognito_user_pool_client.main["web"].id
    provider_name = aws_cognito_user_pool.main.endpoint
  }

  cognito_identity_providers {
    client_id     = aws_cognito_user_pool_client.main["native"].id
    provider_name = aws_cognito_user_pool.main.endpoint
  }
}

# The roles of users and of guests. They allow nothing yet: attach your policies to them.
data "aws_iam_policy_document" "identity" {
  for_each = toset(["authenticated", "unauthenticated"])

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.main.id]
    }

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = [each.key]
    }
  }
}

resource "aws_iam_role" "identity" {
  for_each = data.aws_iam_policy_document.identity

  name_prefix        = "myapp_identities__dev-${each.key}-"
  assume_role_policy = each.value.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles = {
    authenticated   = aws_iam_role.identity["authenticated"].arn
    unauthenticated = aws_iam_role.identity["unauthenticated"].arn
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

output "identity_pool_id" {
  value = aws_cognito_identity_pool.main.id
}
