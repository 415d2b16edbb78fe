"""The proof that the files for Gen 2, CloudFormation and Terraform make what Gen 1 makes: `make prove`.

The makers' own tools judge: see `__main__`.
"""
